"""What the law gives: asked at the door without a trace, applied to a case at the desk, signed off by an advocate."""
