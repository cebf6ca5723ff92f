"""Designed pieces: infographics, posters, leaflets and boards, set from data by typst."""
