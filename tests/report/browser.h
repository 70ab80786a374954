// SPDX-License-Identifier: Apache-2.0
// A headless Chromium, driven through the DevTools protocol over a pipe.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

namespace mc::test {

class Browser {
 public:
  using Json = nlohmann::json;

  static bool available() { return ::access("/usr/bin/chromium", X_OK) == 0; }

  /// Starts it with an empty page of that many pixels. Throws std::runtime_error if it does not answer.
  explicit Browser(int width = 1400, int height = 900) {
    std::string name = (std::filesystem::temp_directory_path() / "mc-browser-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr || ::pipe(to_) != 0 || ::pipe(from_) != 0)
      throw std::runtime_error("no pipes for a browser");
    profile_ = name;
    child_ = ::fork();
    if (child_ == 0) start();
    ::close(to_[0]);
    ::close(from_[1]);
    const Json target = call("Target.createTarget", {{"url", "about:blank"}});
    session_ = call("Target.attachToTarget", {{"targetId", target.at("targetId")}, {"flatten", true}})
                   .at("sessionId");
    call("Page.enable");
    call("Network.enable");
    call("Runtime.enable");
    call("Log.enable");
    resize(width, height);
  }
  ~Browser() {
    ::close(to_[1]);
    ::close(from_[0]);
    ::kill(-child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
    std::error_code ignored;
    std::filesystem::remove_all(profile_, ignored);
  }
  Browser(const Browser&) = delete;
  Browser& operator=(const Browser&) = delete;

  /// Loads the file and waits until that is done.
  void open(const std::filesystem::path& file) {
    loaded_ = false;
    call("Page.navigate", {{"url", "file://" + file.string()}});
    while (!loaded_) receive();
  }

  /// The value of a JavaScript expression.
  Json evaluate(const std::string& expression) {
    const Json answer = call("Runtime.evaluate", {{"expression", expression}, {"returnByValue", true}});
    if (answer.contains("exceptionDetails")) throw std::runtime_error(answer.dump());
    return answer.at("result").value("value", Json());
  }

  /// Presses and releases a key: "ArrowLeft", "Tab".
  void press(const std::string& key, int code) {
    for (const char* type : {"rawKeyDown", "keyUp"})
      call("Input.dispatchKeyEvent",
           {{"type", type}, {"key", key}, {"code", key}, {"windowsVirtualKeyCode", code}});
  }

  /// Until what was scrolled is on the screen, and a new address has been noticed.
  void settle() {
    call("Runtime.evaluate",
         {{"expression", "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"},
          {"awaitPromise", true}});
  }

  /// Clicks into the middle of the first element that `selector` finds, which is brought into view.
  void click(const std::string& selector) {
    const std::string element = "document.querySelector(" + Json(selector).dump() + ")";
    evaluate(element + ".scrollIntoView({block: 'center'})");
    settle();
    const Json at =
        evaluate("(b => [b.x + b.width / 2, b.y + b.height / 2])(" + element + ".getBoundingClientRect())");
    for (const char* type : {"mousePressed", "mouseReleased"})
      call("Input.dispatchMouseEvent",
           {{"type", type}, {"x", at[0]}, {"y", at[1]}, {"button", "left"}, {"clickCount", 1}});
    settle();
  }

  /// "light" or "dark", "screen" or "print".
  void media(const std::string& scheme, const std::string& medium = "screen") {
    call("Emulation.setEmulatedMedia",
         {{"media", medium}, {"features", {{{"name", "prefers-color-scheme"}, {"value", scheme}}}}});
  }

  void resize(int width, int height) {
    call("Emulation.setDeviceMetricsOverride",
         {{"width", width}, {"height", height}, {"deviceScaleFactor", 1}, {"mobile", false}});
  }

  void scripts(bool enabled) { call("Emulation.setScriptExecutionDisabled", {{"value", !enabled}}); }

  /// The page as a PNG file, in base64.
  std::string screenshot() { return call("Page.captureScreenshot").at("data"); }

  /// Requests since the start, those for the pages themselves included.
  int requests() const { return requests_; }

  /// Complaints of scripts and of the page's security policy.
  int exceptions() const { return exceptions_; }

  Json call(const std::string& method, const Json& parameters = Json::object()) {
    const int id = ++last_;
    Json message{{"id", id}, {"method", method}, {"params", parameters}};
    if (!session_.empty()) message["sessionId"] = session_;
    const std::string text = message.dump() + '\0';
    for (std::size_t at = 0; at < text.size();) {
      const ssize_t wrote = ::write(to_[1], text.data() + at, text.size() - at);
      if (wrote <= 0) throw std::runtime_error("the browser has gone");
      at += static_cast<std::size_t>(wrote);
    }
    while (true) {
      Json answer = receive();
      if (answer.value("id", 0) != id) continue;
      if (answer.contains("error")) throw std::runtime_error(method + ": " + answer["error"].dump());
      return answer.at("result");
    }
  }

 private:
  [[noreturn]] void start() const {
    ::setpgid(0, 0);
    const int in = ::fcntl(to_[0], F_DUPFD, 10), out = ::fcntl(from_[1], F_DUPFD, 10);
    const int null = ::open("/dev/null", O_RDWR);
    for (const int fd : {0, 1, 2}) ::dup2(null, fd);
    ::dup2(in, 3);
    ::dup2(out, 4);
    for (int fd = 5; fd < 64; ++fd) ::close(fd);
    const std::string profile = "--user-data-dir=" + profile_.string();
    ::execl("/usr/bin/chromium", "chromium", "--headless", "--no-sandbox", "--disable-gpu",
            "--hide-scrollbars", "--no-first-run", "--disable-dev-shm-usage", "--remote-debugging-pipe",
            profile.c_str(), nullptr);
    ::_exit(127);
  }

  /// The next message; events are noted.
  Json receive() {
    std::size_t end = 0;
    while ((end = buffer_.find('\0')) == std::string::npos) {
      char block[65536];
      const ssize_t got = ::read(from_[0], block, sizeof block);
      if (got <= 0) throw std::runtime_error("the browser has gone");
      buffer_.append(block, static_cast<std::size_t>(got));
    }
    Json message = Json::parse(buffer_.substr(0, end));
    buffer_.erase(0, end + 1);
    const std::string method = message.value("method", "");
    loaded_ = loaded_ || method == "Page.loadEventFired";
    if (method == "Network.requestWillBeSent") ++requests_;
    if (method == "Runtime.exceptionThrown" || method == "Log.entryAdded") ++exceptions_;
    return message;
  }

  std::filesystem::path profile_;
  int to_[2] = {}, from_[2] = {};
  pid_t child_ = -1;
  std::string session_, buffer_;
  int last_ = 0, requests_ = 0, exceptions_ = 0;
  bool loaded_ = false;
};

}  // namespace mc::test
