# What `cmake --install` and the Debian package bring. Debian's own mc is Midnight Commander, so that ours goes by
# another name once it is installed; both can be there.
set(MC_COMMAND mc-linux CACHE STRING "The command's name where it is installed; mc in the build tree")

install(PROGRAMS $<TARGET_FILE:mc> DESTINATION bin RENAME ${MC_COMMAND})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/model ${PROJECT_SOURCE_DIR}/properties DESTINATION share/mc-linux)
install(DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/report/schema DESTINATION share/mc-linux)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION share/doc/mc-linux RENAME copyright)
install(FILES ${PROJECT_SOURCE_DIR}/README.md DESTINATION share/doc/mc-linux)

# Manual pages and completion, written by the program itself when it is installed.
install(CODE "
  set(mc \"$<TARGET_FILE:mc>\")
  set(root \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/share\")
  function(written file)
    execute_process(COMMAND \${mc} \${ARGN} --name ${MC_COMMAND} OUTPUT_VARIABLE text COMMAND_ERROR_IS_FATAL ANY)
    message(STATUS \"Installing: \${root}/\${file}\")
    file(WRITE \"\${root}/\${file}\" \"\${text}\")
  endfunction()
  execute_process(COMMAND \${mc} manual --list OUTPUT_VARIABLE commands COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX MATCHALL \"[a-z]+\" commands \"\${commands}\")
  written(man/man1/${MC_COMMAND}.1 manual)
  foreach(command IN LISTS commands)
    written(man/man1/${MC_COMMAND}-\${command}.1 manual \${command})
  endforeach()
  written(bash-completion/completions/${MC_COMMAND} completion bash)
  written(zsh/site-functions/_${MC_COMMAND} completion zsh)
")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME mc-linux)
set(CPACK_PACKAGE_VENDOR "the mc authors")
set(CPACK_PACKAGE_CONTACT "the mc authors <mc@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "model checker for the Linux page cache")
set(CPACK_PACKAGE_DESCRIPTION "Tries every interleaving of a model of the Linux page cache, written in C, and says
whether an invariant can break: by the shortest run that breaks it, or by having seen every state.
The command is ${MC_COMMAND}; it can be installed beside Midnight Commander.")
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS libclang-common-19-dev)  # the compiler's own headers: stdint.h, stdbool.h
set(CPACK_DEBIAN_PACKAGE_SUGGESTS graphviz)
include(CPack)
