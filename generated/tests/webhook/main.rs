//! Validates requests whose signatures were computed with Twilio's own libraries, and requests with each fault.

mod faults;
mod server;
mod vectors;
