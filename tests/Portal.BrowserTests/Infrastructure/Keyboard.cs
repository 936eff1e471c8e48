using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Infrastructure;

/// <summary>The keys of somebody who uses no mouse. Wherever the focus comes, it must be seen.</summary>
/// <param name="who">Whose keys.</param>
internal sealed class Keyboard(Journey who)
{
    // More than any page has places to stop at between its top and a field.
    private const int MostTabs = 120;

    private const string HasFocus = "e => e === document.activeElement";

    // More than any question has answers.
    private const int MostRadios = 12;

    /// <summary>What has the focus must be on the screen and look different for it. Of a radio or checkbox the box is drawn before its label.</summary>
    private const string FocusFault = """
        () => {
          const e = document.activeElement
          if (!e || e === document.body) return null
          const look = () => {
            const drawn = e.matches('input[type=radio], input[type=checkbox]') ? getComputedStyle(e.nextElementSibling, '::before') : getComputedStyle(e)
            const outlined = drawn.outlineStyle !== 'none' && parseFloat(drawn.outlineWidth) >= 1 && !/, 0\)$/.test(drawn.outlineColor)
            return [outlined && drawn.outline, drawn.boxShadow, drawn.backgroundColor].join()
          }
          const box = e.getBoundingClientRect()
          const onScreen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
          const focused = look()
          e.blur()
          const plain = look()
          e.focus({ preventScroll: true })
          return onScreen && focused !== plain ? null : e.outerHTML.slice(0, 200)
        }
        """;

    /// <summary>Goes on from field to field and link to link until this has the focus.</summary>
    public Task TabToAsync(ILocator target) => TabUntilAsync(target, HasFocus);

    /// <summary>
    /// Chooses one of several radios. Tab stops once at all of them, at the one that is chosen or else at the first; arrows lead on from there and choose.
    /// </summary>
    public async Task ChooseAsync(ILocator radio)
    {
        await TabUntilAsync(radio, "e => e.type === 'radio' && e.name === document.activeElement.name");
        for (var i = 0; i < MostRadios && !await HasFocusAsync(radio); i++)
        {
            await PressAsync("ArrowDown");
            (await who.Page.EvaluateAsync<string?>(FocusFault)).ShouldBeNull("The focus is not seen here.");
        }

        await PressAsync("Space");
        await Expect(radio).ToBeFocusedAsync();
        await Expect(radio).ToBeCheckedAsync();
    }

    public Task PressAsync(string key) => who.Page.Keyboard.PressAsync(key);

    public Task TypeAsync(string text) => who.Page.Keyboard.TypeAsync(text);

    /// <summary>Presses what sends the form or follows the link that has the focus.</summary>
    public Task GoAsync(string key, int status = 200) => who.ArriveAsync(() => PressAsync(key), status);

    /// <summary>Passes by the header and the menu: the first stop of each page is the link that does so.</summary>
    public async Task SkipToTheContentAsync()
    {
        await TabToAsync(who.Page.GetByRole(AriaRole.Link, new() { Name = "Skip to main content" }));
        await PressAsync("Enter");
        await Expect(who.Main).ToBeFocusedAsync();
    }

    private async Task TabUntilAsync(ILocator target, string reached)
    {
        await Expect(target).ToBeVisibleAsync();
        for (var i = 0; i < MostTabs; i++)
        {
            await PressAsync("Tab");
            (await who.Page.EvaluateAsync<string?>(FocusFault)).ShouldBeNull("The focus is not seen here.");
            if (await target.EvaluateAsync<bool>(reached))
            {
                return;
            }
        }

        Assert.Fail($"{MostTabs} presses of Tab do not lead to {target}.");
    }

    private static Task<bool> HasFocusAsync(ILocator target) => target.EvaluateAsync<bool>(HasFocus);
}
