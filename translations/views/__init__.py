"""The screens of translating. They hold no decisions."""
