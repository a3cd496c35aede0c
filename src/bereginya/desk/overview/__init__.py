"""What the whole desk adds up to: today's page, one search over everything, and how many came, without names."""
