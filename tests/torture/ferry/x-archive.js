window.YTD.tweets.part0 = [
 {
  "tweet": {
   "id_str": "3",
   "created_at": "Sun Mar 03 10:40:00 +0000 2024",
   "full_text": "It left, with all aboard. https://t.example/1 https://t.example/2 #ferries",
   "lang": "en",
   "in_reply_to_status_id_str": "2",
   "entities": {
    "urls": [{"url": "https://t.example/1", "expanded_url": "https://gazette.example/ferry", "display_url": "gazette.example/ferry"}],
    "hashtags": [{"text": "ferries"}],
    "media": [{"url": "https://t.example/2", "media_url_https": "https://pictures.example/quay.jpg"}]
   },
   "extended_entities": {"media": [{"url": "https://t.example/2", "media_url_https": "https://pictures.example/quay.jpg", "ext_alt_text": "The quay"}]}
  }
 },
 {"tweet": {"id_str": "2", "created_at": "Sun Mar 03 10:15:00 +0000 2024", "full_text": "A pump was changed."}}
]
