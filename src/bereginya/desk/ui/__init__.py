"""What every page shares: base templates, one stylesheet, fields, tags. It knows no room."""
