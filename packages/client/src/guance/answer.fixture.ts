/** The success answer of the contract's example. */
export const acceptedAnswer = {
  code: 200,
  content: {
    data: {},
    error: 200,
    message: '',
    ok: true,
    reqCost: 458,
    reqTime: '2023-10-19T07:26:30.743Z',
    respTime: '2023-10-19T07:26:31.201Z',
    traceId: '7390361544936022329',
  },
  errorCode: '',
  message: '',
  success: true,
  traceId: '7390361544936022329',
};
