using Microsoft.Playwright;

namespace Portal.BrowserTests.Infrastructure;

/// <summary>
/// Turns the scripts of a page off as a person may, yet lets the checks run theirs: Playwright's own setting for this would stop both.
/// </summary>
internal sealed class ScriptSwitch
{
    private readonly ICDPSession? _session;

    private ScriptSwitch(ICDPSession? session) => _session = session;

    public bool IsOn => _session is null;

    public static async Task<ScriptSwitch> OfAsync(IPage page, bool on)
    {
        var one = new ScriptSwitch(on ? null : await page.Context.NewCDPSessionAsync(page));
        await one.SetAsync(on);
        return one;
    }

    public async Task<T> WhileOnAsync<T>(Func<Task<T>> check)
    {
        await SetAsync(true);
        try
        {
            return await check();
        }
        finally
        {
            await SetAsync(false);
        }
    }

    private async Task SetAsync(bool on)
    {
        if (_session is not null)
        {
            await _session.SendAsync("Emulation.setScriptExecutionDisabled", new Dictionary<string, object> { ["value"] = !on });
        }
    }
}
