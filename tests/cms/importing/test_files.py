from cms.importing.files import files_in


def test_folders_are_walked_in_order_without_locks_hidden_files_and_picture_folders(tmp_path):
    for name in (
        "b.docx",
        "a.txt",
        "~$b.docx",
        ".x",
        "c/d.html",
        "c/d_files/e.png",
        "f_files/g.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    found = [str(path.relative_to(tmp_path)) for path in files_in([tmp_path])]
    assert found == ["a.txt", "b.docx", "c/d.html", "f_files/g.txt"]


def test_a_named_file_is_taken_as_it_is(tmp_path):
    missing = tmp_path / "missing.docx"
    assert list(files_in([missing])) == [missing]


def test_links_out_of_a_folder_are_not_followed(tmp_path):
    outside, folder = tmp_path / "outside", tmp_path / "folder"
    outside.mkdir()
    folder.mkdir()
    (outside / "a.txt").touch()
    (folder / "link").symlink_to(outside)
    assert list(files_in([folder])) == []
