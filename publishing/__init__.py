"""From an approved page to every destination, with proof. Import-light: the sandbox shares it."""
