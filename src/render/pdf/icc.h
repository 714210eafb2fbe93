#ifndef RENDER_PDF_ICC_H
#define RENDER_PDF_ICC_H

/* An sRGB profile, ICC version 4.2: what the colours of the document mean. */
#define ICC_PROFILE_SIZE 480
extern const unsigned char icc_profile[ICC_PROFILE_SIZE];

#endif
