//! A body with pictures beside it: multipart/form-data (RFC 7578), as Discord wants it
//! (discord.com/developers/docs/reference#uploading-files).

use sha2::{Digest, Sha256};

/// A picture that goes with a message.
#[derive(Clone, Debug)]
pub struct File {
    /// Ours: letters, digits, `-` and `.`.
    pub name: String,
    pub png: Vec<u8>,
}

/// The type of the content, and the content: the JSON body, and the files by their places.
pub fn multipart(json: &str, files: &[File]) -> (String, Vec<u8>) {
    // A hash of all that stands between the boundaries does not stand there.
    let mut hash = Sha256::new_with_prefix(json);
    files.iter().for_each(|file| hash.update(&file.png));
    let boundary = hex::encode(hash.finalize());
    let mut body = Vec::new();
    let mut part = |about: &str, content: &[u8]| {
        body.extend_from_slice(format!("--{boundary}\r\ncontent-disposition: form-data; {about}\r\n\r\n").as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    };
    part("name=\"payload_json\"\r\ncontent-type: application/json", json.as_bytes());
    for (place, file) in files.iter().enumerate() {
        let about = format!("name=\"files[{place}]\"; filename=\"{}\"\r\ncontent-type: image/png", file.name);
        part(&about, &file.png);
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={boundary}"), body)
}
