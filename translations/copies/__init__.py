"""Local copies: a province's own edition of a national item, which goes on following it."""
