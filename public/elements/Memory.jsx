// The memory panel: what the coach sees right now, what else it knows; each fact can be edited and deleted.
// What it shows is asked of the server each time, so that nothing of it is kept on the way.
import { useCallback, useEffect, useRef, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";

const CHANGED = "topset:changed";

function useMemory(chat) {
  const [memory, setMemory] = useState(null);
  const [error, setError] = useState("");
  const look = useCallback(async () => {
    try {
      const answer = await fetch(apiClient.buildEndpoint(`/topset/memory/${chat}`), { credentials: "include" });
      const found = await answer.json();
      if (answer.ok) setMemory(found);
      setError(answer.ok ? "" : found.error || "What I know can't be shown now. Load the page again.");
    } catch {
      setError("The coach does not answer. Is it still running? Then load the page again.");
    }
  }, [chat]);
  useEffect(() => {
    look();
    const listen = (event) => event.data === CHANGED && look();
    const again = () => look();
    window.addEventListener("message", listen);
    window.addEventListener("focus", again);
    return () => {
      window.removeEventListener("message", listen);
      window.removeEventListener("focus", again);
    };
  }, [look]);
  return { memory, error, look };
}

// What opens below a fact is focused, and seen whole.
function useFocus(field) {
  useEffect(() => {
    field.current.focus({ preventScroll: true });
    field.current.closest(".memory-form").scrollIntoView({ block: "nearest" });
  }, []);
}

function Edit({ fact, busy, onSave, onCancel }) {
  const [text, setText] = useState(fact.text);
  const field = useRef(null);
  useFocus(field);
  useEffect(() => field.current.setSelectionRange(text.length, text.length), []);
  const save = () => (text.trim() === fact.text || !text.trim() ? onCancel() : onSave(text));
  const keys = (event) => {
    event.stopPropagation();
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      save();
    }
    if (event.key === "Escape") {
      event.preventDefault();
      onCancel();
    }
  };
  const id = `edit-${fact.id}`;
  return (
    <div className="memory-form">
      <label htmlFor={id}>What is true instead</label>
      <Textarea id={id} ref={field} rows={2} maxLength={500} value={text} disabled={busy}
        onChange={(event) => setText(event.target.value)} onKeyDown={keys} />
      <p className="memory-hint">This puts right what never was true. For what has changed, tell me in the chat.</p>
      <div className="memory-buttons">
        <Button size="sm" disabled={busy} onClick={save}>Save</Button>
        <Button size="sm" variant="outline" disabled={busy} onClick={onCancel}>Cancel</Button>
      </div>
    </div>
  );
}

function Delete({ fact, busy, onDo, onCancel }) {
  const first = useRef(null);
  useFocus(first);
  const id = `delete-${fact.id}`;
  return (
    <div className="memory-form" role="group" aria-labelledby={id}
      onKeyDown={(event) => event.key === "Escape" && (event.stopPropagation(), onCancel())}>
      <p id={id}>
        <strong>Forget this for good?</strong> Its words go from memory, from every chat and summary. It can't be undone.
        {fact.goes_with && ` ${fact.goes_with}`}
      </p>
      <p className="memory-hint">“Not true” only takes it out of what I know, and can be undone.</p>
      <div className="memory-buttons">
        <Button size="sm" variant="destructive" disabled={busy} onClick={() => onDo("forget")}>Forget for good</Button>
        <Button size="sm" variant="outline" disabled={busy} onClick={() => onDo("retract")}>Not true</Button>
        <Button size="sm" variant="outline" ref={first} disabled={busy} onClick={onCancel}>Cancel</Button>
      </div>
    </div>
  );
}

function Change({ fact, onCancel }) {
  const first = useRef(null);
  useFocus(first);
  return (
    <div className="memory-form">
      <p>
        Your plans are made with this, so tell me in the chat how it is now
        {fact.say_instead ? `, for example “${fact.say_instead}”.` : "."}
      </p>
      <div className="memory-buttons">
        <Button size="sm" variant="outline" ref={first} onClick={onCancel}>Close</Button>
      </div>
    </div>
  );
}

function Fact({ fact, chat, open, busy, setOpen, act }) {
  const is = (what) => open === `${what}-${fact.id}`;
  const close = () => {
    setOpen("", `[data-fact="${fact.id}"] .memory-${open.split("-")[0]}`);
  };
  return (
    <li className="memory-fact" data-fact={fact.id}>
      <p className="memory-text">{fact.text}</p>
      <p className="memory-meta">
        <Badge variant="secondary" className="memory-kind">{fact.kind}</Badge> <span>{fact.time}</span>
      </p>
      <p className="memory-meta">
        {fact.origin}{fact.said && <>: “{fact.said}”</>}
        {fact.chat_id && fact.chat_id !== chat && <> · <a href={`/thread/${fact.chat_id}`}>open that chat</a></>}
        {fact.chat_id === chat && " · in this chat"}
      </p>
      {is("edit") && !fact.is_state && (
        <Edit fact={fact} busy={busy} onSave={(text) => act("correct", fact, text)} onCancel={close} />
      )}
      {is("edit") && fact.is_state && <Change fact={fact} onCancel={close} />}
      {is("delete") && <Delete fact={fact} busy={busy} onDo={(what) => act(what, fact)} onCancel={close} />}
      {!is("edit") && !is("delete") && (
        <div className="memory-buttons">
          <Button className="memory-edit" size="sm" variant="outline" aria-label={`Edit: ${fact.text}`}
            onClick={() => setOpen(`edit-${fact.id}`)}>Edit</Button>
          <Button className="memory-delete" size="sm" variant="outline" aria-label={`Delete: ${fact.text}`}
            onClick={() => setOpen(`delete-${fact.id}`)}>Delete</Button>
        </div>
      )}
    </li>
  );
}

export default function Memory() {
  const { memory, error, look } = useMemory(props.chat);
  const [open, show] = useState("");
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState({});
  const status = useRef(null);
  const setOpen = (what, focus) => {
    show(what);
    if (focus) setTimeout(() => document.querySelector(focus)?.focus(), 0);
  };
  const call = async (action) => {
    setBusy(true);
    let response;
    try {
      response = (await callAction(action)).response;
    } catch {
      response = { error: "The coach does not answer, and nothing may have been saved. Load the page again." };
    }
    await look();
    setBusy(false);
    setDone(response || {});
    if (!response?.error) setOpen("");
    setTimeout(() => status.current?.focus(), 0);
  };
  const act = (what, fact, text) => call({ name: "Memory", payload: { do: what, fact: fact.id, text: text || "" } });

  if (!memory) return <p className="memory" role="status">{error || "Looking …"}</p>;
  const list = (facts) => (
    <ul>
      {facts.map((fact) => (
        <Fact key={fact.id} {...{ fact, chat: props.chat, open, busy, setOpen, act }} />
      ))}
    </ul>
  );
  const about = memory.last_said ? `After “${memory.last_said}”` : "Before anything is said in this chat";
  return (
    <div className="memory">
      <div className="memory-status" role="status" aria-live="polite" tabIndex={-1} ref={status}>
        {(error || done.error) && <p className="memory-error">{error || done.error}</p>}
        {!error && done.said && (
          <p>
            {done.said}{" "}
            {done.undo && (
              <Button size="sm" variant="outline" disabled={busy}
                onClick={() => call({ name: "undo", payload: { write: done.undo } })}>Undo</Button>
            )}
          </p>
        )}
      </div>
      {memory.seen.length + memory.known.length === 0 && (
        <p>I know nothing of you beyond your log yet. Tell me, or say “remember that I train fasted”.</p>
      )}
      {memory.seen.length > 0 && (
        <section aria-labelledby="memory-seen">
          <h3 id="memory-seen">What the coach sees right now ({memory.seen.length})</h3>
          <p className="memory-hint">
            {about}: what always stands, then what fits.{" "}
            {memory.is_told ? "The language model is told this." : "A language model is told this; the built-in coach looks it up."}
          </p>
          {list(memory.seen)}
        </section>
      )}
      {memory.known.length > 0 && (
        <section aria-labelledby="memory-known">
          <h3 id="memory-known">{memory.seen.length ? "What else it knows" : "What the coach knows"} ({memory.known.length + memory.more})</h3>
          {list(memory.known)}
          {memory.more > 0 && <p className="memory-hint">And {memory.more} older ones: ask for them in the chat.</p>}
        </section>
      )}
    </div>
  );
}
