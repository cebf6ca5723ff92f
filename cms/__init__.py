"""The site: pages, offices, roles and workflow. Knows nothing of publishing."""
