using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Portal.Web.Features;

/// <summary>
/// What every page of the portal shares: load what is shown before the handler runs, validate a form by hand, show the same page
/// again with the errors, go on to another page, leave a notice for it.
/// </summary>
public abstract class PortalPage : PageModel
{
    /// <summary>The TempData key under which <see cref="Notice"/> leaves its text for the layout.</summary>
    public const string NoticeKey = "Notice";

    /// <summary>The TempData key under which a page that saved what was typed leaves its address, so that the browser lets go of its draft.</summary>
    public const string KeptKey = "Kept";

    /// <summary>
    /// Loads what the page shows, before any handler and so also before a form is refused and shown again.
    /// A result (say, not found) is sent instead of running the handler.
    /// </summary>
    protected virtual Task<IActionResult?> LoadAsync(CancellationToken ct) => Task.FromResult<IActionResult?>(null);

    /// <summary>
    /// Loads what only the reader of the page needs: after the handler, and only where the page is shown, whether by its handler or again with errors.
    /// </summary>
    protected virtual Task PrepareAsync(CancellationToken ct) => Task.CompletedTask;

    /// <inheritdoc />
    public sealed override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await LoadAsync(context.HttpContext.RequestAborted) is { } instead)
        {
            context.Result = instead;
            return;
        }

        await base.OnPageHandlerExecutionAsync(context, async () =>
        {
            var executed = await next();
            if (executed.Result is PageResult)
            {
                await PrepareAsync(context.HttpContext.RequestAborted);
            }

            return executed;
        });
    }

    /// <summary>
    /// Judges what was typed. Errors are keyed <c>Input.Property</c>, the name of the field; a field that could not even be read
    /// keeps that one error.
    /// </summary>
    protected bool Valid<T>(T form, IValidator<T> validator, string prefix = "Input")
    {
        ArgumentNullException.ThrowIfNull(validator);
        foreach (var failure in validator.Validate(form).Errors)
        {
            var key = Key(prefix, failure.PropertyName);
            if (!AlreadyRefused(key))
            {
                ModelState.AddModelError(key, failure.ErrorMessage);
            }
        }

        return ModelState.IsValid;
    }

    /// <summary>The same page again, as a 400, with the errors and everything typed.</summary>
    protected PageResult Invalid()
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    /// <summary>Goes on to another page (by name, relative to this folder or from the root with a slash).</summary>
    protected RedirectToPageResult Go(string page, object? values = null) => RedirectToPage(page, values);

    /// <summary>Leaves one sentence about what was done, shown in a success banner at the top of the next page.</summary>
    protected void Notice(string text) => TempData[NoticeKey] = text;

    private static string Key(string prefix, string property) =>
        property.Length == 0 ? prefix : prefix.Length == 0 ? property : $"{prefix}.{property}";

    private bool AlreadyRefused(string key) => ModelState.FindKeysWithPrefix(key).Any(entry => entry.Value?.Errors.Count > 0);
}
