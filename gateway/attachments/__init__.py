"""Photos: resumable upload by content, checked and stripped of metadata."""
