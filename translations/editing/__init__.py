"""What the screen of translating shows, and what it asks for while somebody types."""
