//! Both forms of a key file, and how one takes the place of another.

use super::*;
use crate::testing::Folder;

#[test]
fn a_key_file_is_private_whole_and_never_overwritten() {
    let folder = Folder::new("key");
    let file = folder.0.join("key");
    assert_eq!(read(&file).unwrap(), None);
    write(&file, &Key::new([0xab; 32])).unwrap();
    let mode = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert!(!is_open(&file));
    assert_eq!(read(&file).unwrap(), Some(Key::new([0xab; 32])));
    assert_eq!(fs::read_to_string(&file).unwrap(), "ab".repeat(32) + "\n");
    assert!(write(&file, &Key::new([1; 32])).is_err());
    let (a, b) = ("a".repeat(64), "b".repeat(64));
    for odd in [
        String::new(),
        "abcd".to_owned(),
        "g".repeat(64),
        "a".repeat(65),
        format!("{a}\n{b}\n"),
        format!("{a}\nrecherche \n"),
        format!("{a}\nrecherche {}\n", &b[1..]),
        format!("{a}\nrecherche{b}\n"),
        format!("{a}\nrecherche {b}\nrecherche {b}\n"),
        format!("recherche {b}\n{a}\n"),
    ] {
        fs::write(&file, &odd).unwrap();
        let said = read(&file).unwrap_err().to_string();
        assert!(said.contains("--key-file"), "{odd}: {said}");
        assert_eq!(find(&file).unwrap(), Found::Broken, "{odd}");
    }
    fs::write(&file, [0xff; 64]).unwrap();
    assert_eq!(find(&file).unwrap(), Found::Broken);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    assert!(is_open(&file));
}

#[test]
fn a_changed_key_has_a_second_line_that_stays() {
    let folder = Folder::new("key-changed");
    let file = folder.0.join("key");
    let first = Key::new([1; 32]);
    let second = first.followed_by([2; 32]);
    let third = second.followed_by([3; 32]);
    assert!(second.follows(&first) && third.follows(&second) && third.follows(&first));
    assert!(!first.follows(&first) && !Key::new([2; 32]).follows(&first));
    let hash = |key: &Key| key.vault().hash("email", b"x");
    assert_eq!(hash(&third), hash(&first));
    write(&file, &third).unwrap();
    assert_eq!(read(&file).unwrap().as_ref(), Some(&third));
    let text = fs::read_to_string(&file).unwrap();
    let lookup = to_hex(first.vault().lookup_key());
    let expected = format!("{}\nrecherche {lookup}\n", "03".repeat(32));
    assert_eq!(text, expected);
    // as somebody types it from paper
    let typed = format!("\n {} \r\n\r\nrecherche  {lookup}", "03".repeat(32));
    fs::write(&file, typed).unwrap();
    assert_eq!(read(&file).unwrap(), Some(third));
}

#[test]
fn the_former_key_is_set_aside_under_a_name_of_its_own() {
    let folder = Folder::new("key-aside");
    let file = folder.0.join("key");
    let keys = [1, 2, 3].map(|n| Key::new([n; 32]));
    write(&file, &keys[0]).unwrap();
    assert!(former(&file).is_empty());
    let name = |end: &str| folder.0.join(format!("key.avant-2026-11-29{end}"));
    for (n, end) in ["", "-2"].into_iter().enumerate() {
        write(&beside(&file, NEW), &keys[n + 1]).unwrap();
        let aside = put_in_place(&file, &keys[n], "2026-11-29").unwrap();
        assert_eq!(aside, name(end));
        assert_eq!(find(&aside).unwrap(), Found::Whole(keys[n].clone()));
        assert_eq!(find(&file).unwrap(), Found::Whole(keys[n + 1].clone()));
        assert_eq!(find(&beside(&file, NEW)).unwrap(), Found::Nothing);
        assert!(!is_open(&file) && !is_open(&aside));
    }
    // broken off between the two steps, it is done again without another copy
    write(&beside(&file, NEW), &keys[0]).unwrap();
    for _ in 0..2 {
        assert_eq!(
            set_aside(&file, &keys[2], "2026-11-29").unwrap(),
            name("-3")
        );
    }
    assert_eq!(former(&file), ["", "-2", "-3"].map(name));
    assert_eq!(find(&file).unwrap(), Found::Whole(keys[2].clone()));
}
