// In rich text: placeholders as chips with the name of the fact, and the list of facts among what can
// be inserted. The text stays text: {{hotline}} is what is stored.
"use strict";

(() => {
  const TYPE = "LOA_FACT";
  const { draftail, React, DraftJS } = window;
  if (!draftail || !React || !DraftJS) return;
  const { EditorState, Modifier } = DraftJS;
  const loa = () => window.loaFacts;

  function strategy(block, found) {
    if (!loa() || !block.getText().includes("{{")) return;
    for (const one of block.getText().matchAll(loa().token())) found(one.index, one.index + one[0].length);
  }

  class Chip extends React.Component {
    componentDidMount() { this.stop = loa().whenThere(() => this.forceUpdate()); }
    componentWillUnmount() { this.stop?.(); }
    render() {
      const { kind, label, title } = loa().told(this.props.decoratedText);
      const attributes = { className: `loa-chip loa-chip--${kind}`, "data-label": label, title };
      return React.createElement("span", attributes, this.props.children);
    }
  }

  // Whether words are selected, and whether in one paragraph.
  function selected(state) {
    const selection = state.getSelection();
    if (selection.isCollapsed()) return false;
    return selection.getStartKey() === selection.getEndKey() ? true : "several";
  }

  const collapsed = (selection, offset) => selection.merge({
    anchorKey: selection.getStartKey(), focusKey: selection.getStartKey(),
    anchorOffset: offset, focusOffset: offset, isBackward: false, hasFocus: true,
  });

  function written(state, { before, after, wraps }) {
    const selection = state.getSelection();
    const start = selection.getStartOffset(), end = selection.getEndOffset();
    const style = state.getCurrentInlineStyle();
    let content = state.getCurrentContent(), caret = start + before.length;
    if (wraps) {
      content = Modifier.insertText(content, collapsed(selection, end), after, style);
      content = Modifier.insertText(content, collapsed(selection, start), before, style);
      if (end > start) caret = end + before.length + after.length;
    } else {
      content = Modifier.replaceText(content, selection, before, style);
    }
    const next = EditorState.push(state, content, "insert-characters");
    return EditorState.forceSelection(next, collapsed(selection, caret));
  }

  // The caret returns to where it stood when the list opened.
  function ask(state, done, left) {
    loa().pick({
      selected: selected(state),
      leave: left,
      choose: (chosen) => done(written(state, chosen)),
    });
  }

  class Source extends React.Component {
    componentDidMount() {
      const { editorState, onComplete, onClose } = this.props;
      ask(editorState, onComplete, onClose);
    }
    render() { return null; }
  }

  if (loa()) window.loaFacts.openRich = openRich;
  else document.addEventListener("DOMContentLoaded", () => { if (loa()) loa().openRich = openRich; });

  function openRich(wrapper) {
    const editor = [...wrapper.parentElement.querySelectorAll("input")].find((one) => one.draftailEditor)?.draftailEditor;
    if (!editor) return;
    const state = editor.getEditorState();
    ask(state, (next) => editor.onChange(next), () => editor.focus());
  }

  // One press takes a whole chip away, as half of one would say nothing.
  function handleKeyCommand(command, state, ...rest) {
    const { setEditorState } = rest[rest.length - 1]; // behind a time or not
    if (!loa() || !["backspace", "delete"].includes(command)) return "not-handled";
    const selection = state.getSelection();
    if (!selection.isCollapsed()) return "not-handled";
    const block = state.getCurrentContent().getBlockForKey(selection.getStartKey());
    const at = selection.getStartOffset();
    const chip = [...block.getText().matchAll(loa().token())].find((one) => {
      const end = one.index + one[0].length;
      return command === "backspace" ? one.index < at && at <= end : one.index <= at && at < end;
    });
    if (!chip) return "not-handled";
    const range = selection.merge({ anchorOffset: chip.index, focusOffset: chip.index + chip[0].length });
    const content = Modifier.removeRange(state.getCurrentContent(), range, "backward");
    setEditorState(EditorState.push(state, content, "remove-range"));
    return "handled";
  }

  draftail.registerPlugin({ type: TYPE, strategy, component: Chip }, "decorators");
  draftail.registerPlugin({ type: TYPE, source: Source }, "entityTypes");
  draftail.registerPlugin({ type: TYPE, handleKeyCommand }, "plugins");
})();
