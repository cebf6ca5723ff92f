"""What every button does: keyword-only functions, one a button; views only parse and call them."""
