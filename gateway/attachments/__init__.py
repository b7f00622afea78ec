"""Photos and documents: resumable upload by content, checked and stripped of metadata."""
