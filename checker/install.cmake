# SPDX-License-Identifier: Apache-2.0
# What `cmake --install` and the Debian package bring. Debian's own mc is Midnight Commander, so that ours goes by
# another name once it is installed; both can be there.
set(MC_COMMAND mc-linux CACHE STRING "The command's name where it is installed; mc in the build tree")

set(MC_MAINTAINER "" CACHE STRING "Who answers for a Debian package: NAME <ADDRESS>; else DEBFULLNAME and DEBEMAIL")
set(maintainer "${MC_MAINTAINER}")
if(NOT maintainer AND DEFINED ENV{DEBEMAIL})
  set(maintainer "$ENV{DEBFULLNAME} <$ENV{DEBEMAIL}>")
elseif(NOT maintainer)
  set(maintainer "the mc authors <no-address@mc.invalid>")  # nobody yet; .invalid is no host for ever (RFC 2606)
endif()

install(PROGRAMS $<TARGET_FILE:mc> DESTINATION bin RENAME ${MC_COMMAND})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/model ${PROJECT_SOURCE_DIR}/properties DESTINATION share/mc-linux)
install(DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/report/schema DESTINATION share/mc-linux)
install(FILES ${PROJECT_SOURCE_DIR}/setup/copyright ${PROJECT_SOURCE_DIR}/README.md DESTINATION share/doc/mc-linux)

# Manual pages and completion, written by the program itself when it is installed.
install(CODE "
  set(mc \"$<TARGET_FILE:mc>\")
  set(prefix \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}\")
  set(installed \"\${prefix}/bin/${MC_COMMAND}\")
  file(RPATH_REMOVE FILE \"\${installed}\")
  if(CMAKE_INSTALL_DO_STRIP)
    execute_process(COMMAND \"${CMAKE_STRIP}\" \"\${installed}\" COMMAND_ERROR_IS_FATAL ANY)
  endif()

  function(written file text)
    message(STATUS \"Installing: \${prefix}/share/\${file}\")
    file(WRITE \"\${prefix}/share/\${file}\" \"\${text}\")
  endfunction()
  function(compressed file text)
    written(\${file} \"\${text}\")
    execute_process(COMMAND gzip -9nf \"\${prefix}/share/\${file}\" COMMAND_ERROR_IS_FATAL ANY)
  endfunction()
  function(said result)
    execute_process(COMMAND \${mc} \${ARGN} --name ${MC_COMMAND} OUTPUT_VARIABLE text COMMAND_ERROR_IS_FATAL ANY)
    set(\${result} \"\${text}\" PARENT_SCOPE)
  endfunction()

  execute_process(COMMAND \${mc} manual --list OUTPUT_VARIABLE commands COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX MATCHALL \"[a-z]+\" commands \"\${commands}\")
  said(page manual)
  compressed(man/man1/${MC_COMMAND}.1 \"\${page}\")
  foreach(command IN LISTS commands)
    said(page manual \${command})
    compressed(man/man1/${MC_COMMAND}-\${command}.1 \"\${page}\")
  endforeach()
  said(completion completion bash)
  written(bash-completion/completions/${MC_COMMAND} \"\${completion}\")
  said(completion completion zsh)
  if(CMAKE_INSTALL_PREFIX STREQUAL \"/usr\")
    set(zsh vendor-completions)  # where Debian's zsh looks
  else()
    set(zsh site-functions)
    file(INSTALL \"${PROJECT_SOURCE_DIR}/LICENSES\" DESTINATION \"\${prefix}/share/doc/mc-linux\")  # Debian has it
  endif()
  written(zsh/\${zsh}/_${MC_COMMAND} \"\${completion}\")

  string(TIMESTAMP now \"%a, %d %b %Y %H:%M:%S +0000\" UTC)  # SOURCE_DATE_EPOCH, if that is set
  compressed(doc/mc-linux/changelog \"mc-linux (${PROJECT_VERSION}) unstable; urgency=medium\\n
  * Built from commit ${MC_COMMIT}.\\n\\n -- ${maintainer}  \${now}\\n\")
")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME mc-linux)
set(CPACK_PACKAGE_VENDOR "the mc authors")
set(CPACK_PACKAGE_CONTACT "${maintainer}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "model checker for the Linux page cache")
set(CPACK_PACKAGE_DESCRIPTION "Tries every interleaving of a model of the Linux page cache, written in C,
and says whether an invariant can break: by the shortest run that breaks it,
or by having seen every state. The command is ${MC_COMMAND}; it can be installed
beside Midnight Commander.")
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS libclang-common-19-dev)  # the compiler's own headers: stdint.h, stdbool.h
set(CPACK_DEBIAN_PACKAGE_SUGGESTS graphviz)
include(CPack)
