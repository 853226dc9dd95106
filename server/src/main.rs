fn main() { println!("{}", app::spike::page()); }
