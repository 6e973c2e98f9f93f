npx pushspec relay cloudmonitor --spool events.spool    # http://127.0.0.1:4040, to http://127.0.0.1:4010; press Ctrl-C to stop
