npx pushspec send guance --status error --title "disk full" --tag host=web-001
npx pushspec send guance --status error --field df_team=payments || echo "ended with $?"
