package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real browser, that of this machine: nothing is fetched. */
final class Browser implements AutoCloseable {
  /** Why a test that needs one is skipped. */
  static final String ABSENT =
      "chromium or chromedriver is absent; Debian has them in chromium-driver";

  private static final Path PICTURES = Path.of("target/page");

  private final ChromeDriver driver;
  private final List<String> complaints = new ArrayList<>();

  /** A size of a window. */
  enum Screen {
    PHONE(360, 780),
    DESKTOP(1280, 800),
    WALL(2560, 1440);

    private final int width;
    private final int height;

    Screen(int width, int height) {
      this.width = width;
      this.height = height;
    }
  }

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  static boolean isThere() {
    return InstalledTool.isThere("chromium") && InstalledTool.isThere("chromedriver");
  }

  static Browser start() {
    var options = new ChromeOptions();
    // Named, so that nothing looks for one elsewhere.
    options.setBinary(InstalledTool.path("chromium").toString());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run");
    var logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(InstalledTool.path("chromedriver").toString()))
            .build();
    var browser = new Browser(new ChromeDriver(service, options));
    browser.looksAs("light", Screen.DESKTOP);
    return browser;
  }

  /** Opens an address anew, whatever was there before. */
  void open(String address) {
    driver.get("about:blank");
    driver.get(address);
  }

  /** Goes to another view, as a link would. */
  void go(String hash) {
    run("location.hash = arguments[0]", hash);
  }

  void reload() {
    driver.navigate().refresh();
  }

  void newTab(String address) {
    driver.switchTo().newWindow(WindowType.TAB);
    driver.get(address);
  }

  /** What it looks like to this reader. */
  void looksAs(String scheme, Screen screen) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width",
            screen.width,
            "height",
            screen.height,
            "deviceScaleFactor",
            1,
            "mobile",
            false));
  }

  /** What is written on the page, as a reader sees it. */
  String text() {
    return String.valueOf(run("return document.body.innerText"));
  }

  /** The same, unless the test's time is over. */
  private String textInTime() throws InterruptedException {
    try {
      return text();
    } catch (WebDriverException exception) {
      if (exception.getCause() instanceof InterruptedException late) {
        throw late;
      }
      throw exception;
    }
  }

  Object run(String script, Object... arguments) {
    return ((JavascriptExecutor) driver).executeScript(script, arguments);
  }

  /** Waits until the page shows this, by itself. */
  void shows(String... texts) throws Exception {
    for (String text : texts) {
      waits(seen -> seen.contains(text), "No " + text);
    }
  }

  /** Waits until the page does not show this any more. */
  void hides(String text) throws Exception {
    waits(seen -> !seen.contains(text), "Still " + text);
  }

  private void waits(Predicate<String> wanted, String otherwise) throws Exception {
    String[] last = {""};
    Until.holds(
        () -> {
          last[0] = textInTime();
          return wanted.test(last[0]);
        },
        () -> otherwise + " in:\n" + last[0]);
  }

  String title() {
    return driver.getTitle();
  }

  /** What is written on them, at one moment. */
  List<String> buttons() {
    List<?> texts =
        (List<?>) run("return [...document.querySelectorAll('button')].map((it) => it.innerText)");
    return texts.stream().map(String::valueOf).toList();
  }

  List<WebElement> all(By where) {
    return driver.findElements(where);
  }

  void press(String button) throws Exception {
    Until.holds(
        () -> {
          try {
            var found =
                all(By.tagName("button")).stream()
                    .filter(it -> it.getText().equals(button))
                    .findFirst();
            found.ifPresent(WebElement::click);
            return found.isPresent();
          } catch (StaleElementReferenceException | ElementNotInteractableException drawnAnew) {
            return false;
          }
        },
        () -> "No button " + button + " among " + buttons());
  }

  void type(String field, String text) {
    WebElement input = driver.findElement(By.id(field));
    input.clear();
    input.sendKeys(text);
    input.submit();
  }

  /** Keeps what it looks like now in {@code target/page}, as long as the page is. */
  void picture(String name) throws IOException {
    run("document.activeElement.blur()");
    Map<String, Object> picture =
        driver.executeCdpCommand(
            "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.createDirectories(PICTURES);
    Files.write(
        PICTURES.resolve(name + ".png"),
        Base64.getDecoder().decode(String.valueOf(picture.get("data"))));
  }

  /** Whether the page is wider than its window, so that a reader has to scroll sideways. */
  boolean isTooWide() {
    return Boolean.TRUE.equals(
        run("return document.documentElement.scrollWidth > document.documentElement.clientWidth"));
  }

  /** What axe finds wrong for people who see, hear or move otherwise. */
  // The other mode, for pages with frames, opens a window of its own.
  @SuppressWarnings("deprecation")
  List<String> barriers() {
    return new AxeBuilder()
        .setLegacyMode(true).analyze(driver).getViolations().stream().map(Browser::words).toList();
  }

  private static String words(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getHelp()
        + " "
        + rule.getNodes().stream().map(it -> it.getTarget() + " " + it.getHtml()).limit(5).toList();
  }

  /** Errors of scripts and violations of the page's policy, but for those that are expected. */
  void hasNothingToComplainOf(Predicate<String> expected) {
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      if (!expected.test(entry.getMessage())) {
        complaints.add(entry.getLevel() + " " + entry.getMessage());
      }
    }
    assertEquals(List.of(), complaints);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
