using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace Portal.Web.Features;

/// <summary>
/// A page for a step with consequences (product description): whoever takes it says what and why, reads it once more, and confirms. Its buttons send
/// the handlers Check, Change and Confirm; what was typed goes along by &lt;portal-typed&gt;.
/// </summary>
/// <typeparam name="TForm">What is said.</typeparam>
public abstract class ConfirmedPage<TForm> : PortalPage where TForm : class, new()
{
    [BindProperty]
    public TForm Input { get; set; } = new();

    /// <summary>True when all was said and is read once more before it counts.</summary>
    public bool Checking { get; private set; }

    /// <summary>What must be said.</summary>
    protected abstract IValidator<TForm> Rules { get; }

    public async Task<IActionResult> OnPostCheckAsync(CancellationToken ct)
    {
        if (!Valid(Input, Rules))
        {
            return Invalid();
        }

        await CheckAsync(ct);
        Checking = true;
        return Page();
    }

    /// <summary>Back to the fields, with what was typed.</summary>
    public IActionResult OnPostChange() => Page();

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken ct) => Valid(Input, Rules) ? await DoAsync(ct) : Invalid();

    /// <summary>Refuses what <see cref="DoAsync"/> would refuse, and changes nothing.</summary>
    protected virtual Task CheckAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>Takes the step.</summary>
    protected abstract Task<IActionResult> DoAsync(CancellationToken ct);
}
