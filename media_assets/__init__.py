"""Pictures, documents, video and sound. Knows no other app."""
