"""The component catalogue: every part of the design system in every state, in the current theme."""
