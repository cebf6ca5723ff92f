"""Fields and the values in blocks: whole, as structures, as lists, as sets."""

import copy

from tests.factories.merging import heading, ids, item, only, p, steps, values
from translations.merging import decide, key_of, merge, merge_fields

FIELDS = {
    "title": "Mức đóng bảo hiểm xã hội tự nguyện năm 2026",
    "lead": "Người dân chọn mức thu nhập làm căn cứ đóng.",
    "cover": 12,
    "topics": [1, 2],
    "legal_basis": [{"type": "reference", "id": "l1", "value": {"number": "41/2024/QH15"}}],
}
STREAMS = {"body", "legal_basis"}


def fields(**changed):
    return {**copy.deepcopy(FIELDS), **changed}


def merged_fields(local, national, **kwargs):
    return merge_fields(FIELDS, local, national, streams=STREAMS, **kwargs)


def test_a_title_that_only_the_centre_changed_follows():
    national = fields(title="Mức đóng BHXH tự nguyện từ ngày 01/7/2026")

    merged = merged_fields(fields(lead="Tại Tuyên Quang, người dân đóng ở bưu điện."), national)

    assert merged.fields["title"] == "Mức đóng BHXH tự nguyện từ ngày 01/7/2026"
    assert merged.fields["lead"] == "Tại Tuyên Quang, người dân đóng ở bưu điện."
    assert merged.conflicts == ()
    assert [(c.path, c.kind) for c in merged.changes] == [(("title",), "edited")]


def test_a_title_that_both_changed_stays_local_until_it_is_decided():
    local, national = fields(title="Ở Hà Nội đóng bao nhiêu?"), fields(title="Mức đóng mới")

    merged = merged_fields(local, national)

    conflict = only(merged.conflicts)
    assert merged.fields["title"] == "Ở Hà Nội đóng bao nhiêu?"
    assert (conflict.path, conflict.kind) == (("title",), "both_changed")
    assert (conflict.base, conflict.local, conflict.national) == (
        FIELDS["title"],
        "Ở Hà Nội đóng bao nhiêu?",
        "Mức đóng mới",
    )
    assert merged.base["title"] == FIELDS["title"]


def test_the_cover_is_one_value():
    assert merged_fields(fields(), fields(cover=15)).fields["cover"] == 15
    assert only(merged_fields(fields(cover=31), fields(cover=15)).conflicts).path == ("cover",)


def test_topics_are_chosen_one_by_one_on_each_side():
    merged = merged_fields(fields(topics=[1, 2, 7]), fields(topics=[2, 5]))

    assert merged.fields["topics"] == [2, 7, 5]
    assert merged.conflicts == ()


def test_legal_references_merge_like_blocks():
    new = {"type": "reference", "id": "l2", "value": {"number": "158/2025/NĐ-CP"}}
    own = {"type": "reference", "id": "t1", "value": {"number": "12/2026/NQ-HĐND"}}

    merged = merged_fields(
        fields(legal_basis=[*FIELDS["legal_basis"], own]),
        fields(legal_basis=[*FIELDS["legal_basis"], new]),
    )

    assert ids(merged.fields["legal_basis"]) == ["l1", "l2", "t1"]
    assert merged.conflicts == ()


def test_a_locked_field_is_national_and_the_local_one_is_set_aside():
    local, national = fields(title="Tít của tỉnh"), fields(title="Mức đóng mới")

    merged = merged_fields(local, national, locked={"field:title"})

    assert merged.fields["title"] == "Mức đóng mới"
    assert merged.conflicts == ()
    assert (only(merged.set_aside).kind, only(merged.set_aside).local) == ("locked", "Tít của tỉnh")


def test_a_locked_block_within_a_stream_of_fields_is_found_by_its_id():
    local = fields(legal_basis=[{**FIELDS["legal_basis"][0], "value": {"number": "sai"}}])

    merged = merged_fields(local, fields(), locked={"l1"})

    assert merged.fields["legal_basis"] == FIELDS["legal_basis"]
    assert only(merged.set_aside).path == ("legal_basis", "l1")


def test_a_field_that_one_side_does_not_know_yet_is_taken_or_kept():
    merged = merged_fields(fields(note="của tỉnh"), fields(genre="news"))

    assert merged.fields == fields(note="của tỉnh", genre="news")


def test_an_empty_text_and_none_are_no_edit():
    base = fields(subtitle=None)

    merged = merge_fields(base, fields(subtitle=""), fields(subtitle="Từ 01/7/2026"))

    assert merged.fields["subtitle"] == "Từ 01/7/2026"
    assert merged.conflicts == ()


def test_fields_are_decided_like_blocks():
    merged = merged_fields(fields(title="Tít tỉnh", cover=3), fields(title="Tít mới", cover=4))

    decided = decide(merged, {("title",): {"hand": "Tít chung"}, key_of(("cover",)): "national"})

    assert (decided.fields["title"], decided.fields["cover"]) == ("Tít chung", 4)
    assert decided.conflicts == ()
    assert decided.base == fields(title="Tít mới", cover=4)


# --- values of blocks -----------------------------------------------------------------------------


def test_fields_of_a_structure_merge_one_by_one():
    base = [heading("m", "Mức đóng", level="2")]

    merged = merge(base, [heading("m", "Mức đóng", level="3")], [heading("m", "Mức đóng 2026")])

    assert merged.blocks == [heading("m", "Mức đóng 2026", level="3")]
    assert merged.conflicts == ()


def picture(number=5, **words):
    words = {"alt": "Trụ sở cũ", "caption": "Trụ sở", "decorative": False, **words}
    return {"type": "picture", "id": "a1", "value": {"picture": number, **words}}


def test_words_beside_a_picture_do_not_come_to_stand_at_another_one():
    ours = [picture(caption="Trụ sở BHXH tỉnh, 12 Lê Lợi")]
    theirs = [picture(9, alt="Mẫu thẻ mới")]

    for local, national in ((ours, theirs), (theirs, ours)):
        merged = merge([picture()], local, national)
        assert merged.blocks == local
        assert only(merged.conflicts).path == ("a1",)
        assert decide(merged, {("a1",): "national"}).blocks == national


def test_words_of_both_sides_beside_one_picture_go_together():
    local = [picture(9, caption="Mẫu thẻ mới tại tỉnh")]

    merged = merge([picture()], local, [picture(9, alt="Mẫu thẻ mới")])

    assert merged.blocks == [picture(9, alt="Mẫu thẻ mới", caption="Mẫu thẻ mới tại tỉnh")]
    assert merged.conflicts == ()


def test_one_field_of_a_structure_that_both_changed_is_the_conflict_not_the_block():
    base = [
        {
            "type": "question_answer",
            "id": "q",
            "value": {"question": "Nộp ở đâu?", "answer": "Ở xã."},
        }
    ]
    local = copy.deepcopy(base)
    local[0]["value"]["answer"] = "Ở bưu điện Mèo Vạc."
    national = copy.deepcopy(base)
    national[0]["value"] = {"question": "Nộp hồ sơ ở đâu?", "answer": "Ở bộ phận một cửa."}

    merged = merge(base, local, national)

    assert only(merged.conflicts).path == ("q", "answer")
    assert merged.blocks[0]["value"] == {
        "question": "Nộp hồ sơ ở đâu?",
        "answer": "Ở bưu điện Mèo Vạc.",
    }


def test_rich_text_is_one_value_and_never_woven_word_by_word():
    base = [p("m", "Mức đóng là <b>22%</b>. Nộp trước ngày 25.")]
    local = [p("m", "Mức đóng là <b>22%</b>. Nộp trước ngày 20.")]
    national = [p("m", "Mức đóng là <b>23%</b>. Nộp trước ngày 25.")]

    merged = merge(base, local, national)

    assert merged.blocks == local
    assert only(merged.conflicts).national == national[0]["value"]


def three_steps():
    return [
        steps(
            "s",
            item("i1", "<p>Điền tờ khai TK1-TS.</p>"),
            item("i2", "<p>Nộp tại bưu điện.</p>"),
            item("i3", "<p>Nhận sổ sau 5 ngày.</p>"),
        )
    ]


def test_items_of_a_nested_list_merge_by_their_ids():
    local, national = three_steps(), three_steps()
    local[0]["value"]["steps"][1]["value"] = "<p>Nộp tại bưu điện Đồng Văn.</p>"
    national[0]["value"]["steps"][2]["value"] = "<p>Nhận sổ sau 3 ngày.</p>"
    national[0]["value"]["steps"].insert(1, item("i9", "<p>Chuẩn bị căn cước.</p>"))

    merged = merge(three_steps(), local, national)

    assert values(merged.blocks[0]["value"]["steps"]) == [
        "<p>Điền tờ khai TK1-TS.</p>",
        "<p>Chuẩn bị căn cước.</p>",
        "<p>Nộp tại bưu điện Đồng Văn.</p>",
        "<p>Nhận sổ sau 3 ngày.</p>",
    ]
    assert merged.conflicts == ()
    assert {change.path for change in merged.changes} == {
        ("s", "steps", "i9"),
        ("s", "steps", "i3"),
    }


def test_an_item_that_both_changed_is_the_only_conflict_of_its_list():
    local, national = three_steps(), three_steps()
    local[0]["value"]["steps"][2]["value"] = "<p>Nhận sổ tại xã sau 5 ngày.</p>"
    national[0]["value"]["steps"][2]["value"] = "<p>Nhận sổ sau 3 ngày.</p>"
    national[0]["value"]["steps"][0]["value"] = "<p>Điền tờ khai mới.</p>"

    merged = merge(three_steps(), local, national)

    assert only(merged.conflicts).path == ("s", "steps", "i3")
    assert values(merged.blocks[0]["value"]["steps"])[0] == "<p>Điền tờ khai mới.</p>"
    decided = decide(merged, {("s", "steps", "i3"): "national"})
    assert values(decided.blocks[0]["value"]["steps"])[2] == "<p>Nhận sổ sau 3 ngày.</p>"


def test_a_list_within_an_item_of_a_list_merges_as_deep_as_it_goes():
    def nested(one="Mang căn cước.", two="Mang sổ hộ khẩu."):
        inner = [item("j1", one), item("j2", two)]
        return [steps("s", item("i1", {"title": "Chuẩn bị", "papers": inner}))]

    merged = merge(
        nested(), nested(one="Mang căn cước gắn chíp."), nested(two="Không cần sổ hộ khẩu.")
    )
    both = merge(nested(), nested(two="Mang giấy tạm trú."), nested(two="Không cần sổ hộ khẩu."))

    assert merged.blocks == nested("Mang căn cước gắn chíp.", "Không cần sổ hộ khẩu.")
    assert merged.conflicts == ()
    assert only(both.conflicts).path == ("s", "steps", "i1", "papers", "j2")


def test_an_item_added_by_the_office_and_one_removed_by_the_centre_go_together():
    local, national = three_steps(), three_steps()
    local[0]["value"]["steps"].append(item("t1", "<p>Hỏi thêm: {{hotline}}.</p>"))
    del national[0]["value"]["steps"][1]

    merged = merge(three_steps(), local, national)

    assert ids(merged.blocks[0]["value"]["steps"]) == ["i1", "i3", "t1"]


def test_a_list_that_was_emptied_on_one_side_loses_no_edit_of_the_other():
    local, national = three_steps(), three_steps()
    local[0]["value"]["steps"][0]["value"] = "<p>Điền tờ khai bằng tiếng Mông.</p>"
    national[0]["value"]["steps"] = []

    merged = merge(three_steps(), local, national)

    assert ids(merged.blocks[0]["value"]["steps"]) == ["i1"]
    assert only(merged.conflicts).kind == "deleted_there"


def test_items_from_before_lists_had_ids_merge_by_content_and_place():
    def old(*texts):
        return [{"type": "steps", "id": "s", "value": {"steps": list(texts)}}]

    merged = merge(
        old("Điền tờ khai.", "Nộp hồ sơ.", "Nhận sổ."),
        old("Điền tờ khai.", "Nộp hồ sơ tại xã.", "Nhận sổ."),
        old("Điền tờ khai mới.", "Nộp hồ sơ.", "Nhận sổ.", "Giữ giấy hẹn."),
    )

    assert merged.blocks == old(
        "Điền tờ khai mới.", "Nộp hồ sơ tại xã.", "Nhận sổ.", "Giữ giấy hẹn."
    )
    assert merged.conflicts == ()


def test_items_that_got_ids_on_one_side_only_are_still_the_same_items():
    def body(those):
        return [{"type": "steps", "id": "s", "value": {"steps": those}}]

    merged = merge(
        body(["Điền tờ khai.", "Nộp hồ sơ."]),
        body([item("n1", "Điền tờ khai."), item("n2", "Nộp hồ sơ tại Mường Lát.")]),
        body(["Điền tờ khai mới.", "Nộp hồ sơ."]),
    )

    assert merged.blocks == body(
        [item("n1", "Điền tờ khai mới."), item("n2", "Nộp hồ sơ tại Mường Lát.")]
    )
    assert merged.conflicts == ()


def test_columns_and_rows_that_hang_together_by_their_places_stay_whole():
    def typed(columns, *rows):
        grid = {"columns": [{"type": "text", "heading": c} for c in columns], "rows": list(rows)}
        return [{"type": "grid", "id": "g", "value": grid}]

    base = typed(["Nhóm"], {"values": ["Hộ nghèo"]})
    local = typed(["Nhóm"], {"values": ["Hộ nghèo ở Lai Châu"]})
    national = typed(["Nhóm", "Mức"], {"values": ["Hộ nghèo", "0"]})

    merged = merge(base, local, national)

    assert merged.blocks == local
    assert only(merged.conflicts).path == ("g",)


def test_numbers_of_another_order_alone_are_no_conflict():
    merged = merged_fields(fields(topics=[2, 1]), fields(topics=[1, 2, 9]))

    assert merged.fields["topics"] == [2, 1, 9]
    assert only(merged.changes).path == ("topics",)
