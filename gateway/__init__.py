"""The province's side of Rafflesia: content feed, submissions, attachments, packs and the web app."""
