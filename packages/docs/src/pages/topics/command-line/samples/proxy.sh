npx pushspec proxy cloudmonitor    # http://127.0.0.1:4030, to http://127.0.0.1:4010; press Ctrl-C to stop
