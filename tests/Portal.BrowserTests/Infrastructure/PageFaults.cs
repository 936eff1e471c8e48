using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Portal.BrowserTests.Infrastructure;

/// <summary>What is wrong with the page shown, by the rules every page keeps: WCAG 2.2 AA, headings and landmarks, nothing inline.</summary>
internal static class PageFaults
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>Each fault with its rule and the element, ready to be read in a failed test.</summary>
    public static async Task<string[]> FindAsync(IPage page)
    {
        // Before axe runs: it leaves styles of its own, so a page that is checked again has shown what it came with.
        var inline = await page.EvaluateAsync<string[]>("""
            () => window.axe ? [] : [...document.querySelectorAll('*')]
              .filter(e => e.matches('style, script:not([src]), [style]') || [...e.attributes].some(a => a.name.startsWith('on')))
              .map(e => 'inline style or script: ' + e.outerHTML.slice(0, 200))
            """);
        return [.. inline, .. await OfAccessibilityAsync(page)];
    }

    /// <summary>Faults of accessibility alone, of a page that stands by itself and so brings its style along.</summary>
    public static async Task<string[]> OfAccessibilityAsync(IPage page)
    {
        await page.EvaluateAsync(Axe);
        return await page.EvaluateAsync<string[]>("""
            async () => {
              const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
              const found = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
              return found.violations.flatMap(v => v.nodes.map(n =>
                `axe ${v.id} (${v.impact}): ${v.help}. ${n.target.join(' ')}: ${n.html.slice(0, 300)} ${n.any.map(a => a.message).join('; ')}`));
            }
            """).WaitAsync(TimeSpan.FromSeconds(60));
    }
}
