"""Who translates what, until when: what the screens of editors and translators read, and mail."""
