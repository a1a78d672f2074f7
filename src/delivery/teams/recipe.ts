/** How the cards get into Teams: what somebody sets up once, and what is done at each card's time. */

export const RECIPE_NAME = 'how-to-post.txt';

export const RECIPE = `How to post these cards in Teams

Once, in the channel or chat that they are for:

1. Open the channel's menu and choose Workflows.
2. Look for the template that posts to a channel when a webhook request is received. Add it, and choose the team and the channel.
3. Copy the address that it shows. Whoever has this address can post: keep it like a password, out of documents and chats.

For each card:

4. index.json says when each file is due, in UTC and by the clock of its audience, and whom it is for.
5. At that time, send the file to the address, just as it is:

   curl -X POST -H "Content-Type: application/json" --data-binary @FILE.json "$TEAMS_ADDRESS"

   (TEAMS_ADDRESS holds the address. In PowerShell: Invoke-RestMethod -Method Post -ContentType application/json -InFile FILE.json $env:TEAMS_ADDRESS)

Good to know:

- An answer of 202 means that the workflow took the card, not that it stands in the channel. Look there after the first one.
- Teams does not schedule what comes in this way. Something has to be awake at that time: a scheduled flow, a server's timer, or you.
- Sending a file twice posts it twice. Nothing posted can be changed from outside; delete it in Teams.
- The workflow belongs to who made it and stops when that account does. Add a second owner in Power Automate.
- To let a flow keep the time instead: make a flow with a recurrence, put the files and index.json into a SharePoint folder, let it read index.json, take what is due since its last run, and post each file's "content" by "Post card in a chat or channel".
`;
