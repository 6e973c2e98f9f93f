import { keepToken } from './admin/client.ts';
import { useSpeech } from './text/language.tsx';

/** Asks for the token of the admin API, and keeps it. */
export function TokenForm({ onToken }: { onToken: () => void }) {
  const { texts } = useSpeech();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    keepToken(String(new FormData(event.currentTarget as HTMLFormElement).get('token')));
    onToken();
  };
  return (
    <form class="token" onSubmit={submit}>
      <p>{texts.tokenAsk}</p>
      <label>
        {texts.token} <input name="token" type="password" autocomplete="off" required />
      </label>
      <button type="submit">{texts.send}</button>
    </form>
  );
}
