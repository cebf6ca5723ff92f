"""What the screens of translating send."""
