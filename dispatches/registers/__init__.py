"""The registers as the decree prints them (Decree 30/2020/NĐ-CP, Appendix IV)."""
