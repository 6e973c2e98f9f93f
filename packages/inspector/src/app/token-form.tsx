import { keepToken } from './admin/client.ts';
import { useLocale } from './strings/locale.tsx';

/** The form for the token of the admin API. */
export function TokenForm({ onToken }: { onToken: () => void }) {
  const { strings } = useLocale();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    keepToken(String(new FormData(event.currentTarget as HTMLFormElement).get('token')));
    onToken();
  };
  return (
    <form class="token" onSubmit={submit}>
      <p>{strings.tokenAsk}</p>
      <label>
        {strings.token} <input name="token" type="password" autocomplete="off" required />
      </label>
      <button type="submit" class="primary">
        {strings.useToken}
      </button>
    </form>
  );
}
