# cmake -DOUTPUT=FILE.cpp -DINPUT=FILE -DNAME=NAME -P EmbedText.cmake: a text as a constant of mallctl::exporters.
file(READ ${INPUT} text)
file(WRITE ${OUTPUT} "namespace mallctl::exporters {\n\nextern const char* const ${NAME};\n\nconst char* const ${NAME} = R\"mallctl_text(${text})mallctl_text\";\n\n}  // namespace mallctl::exporters\n")
