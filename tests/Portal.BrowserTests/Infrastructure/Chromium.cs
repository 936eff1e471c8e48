using Microsoft.Playwright;

namespace Portal.BrowserTests.Infrastructure;

/// <summary>The browser of the machine, as the operating system's packages bring it.</summary>
internal static class Chromium
{
    private const string Executable = "/usr/bin/chromium";

    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <exception cref="InvalidOperationException">It is not installed; the message says how to mend that.</exception>
    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => File.Exists(Executable)
        ? playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Executable, Headless = true, Args = Quiet })
        : throw new InvalidOperationException(
            $"There is no {Executable}. Install it: sudo apt-get install -y --no-install-recommends chromium (or run eng/setup.sh).");
}
