using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Reminders;
using Portal.Domain.Tasks;
using Portal.Web.Security;

namespace Portal.Web.Features.Inbox;

/// <summary>Chasing whoever has one or several tasks: a sentence of one's own, check, confirm.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class ChaseModel(ChaseTasks chase, CurrentPerson me, WorkingCalendars calendars, TimeProvider clock) : ChosenTasksPage<ChaseModel.Form>(me, calendars, clock)
{
    public IReadOnlyList<TaskToChase> Chosen { get; private set; } = [];

    /// <summary>Those for which somebody can be chased now.</summary>
    public IReadOnlyList<TaskToChase> Possible => [.. Chosen.Where(t => t.WhyNot is null)];

    protected override IValidator<Form> Rules => new Validator();

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        var chased = await chase.ChaseAsync(Tasks, Input.Sentence, ct);
        if (chased == 0)
        {
            ModelState.AddModelError(nameof(Tasks), "Nobody was chased. The table says why for each task.");
            return Invalid();
        }

        var left = Chosen.Count - chased;
        Notice((chased == 1 ? "Whoever has the task was chased." : $"Whoever has them was chased for {chased} tasks.")
            + (left == 0 ? "" : $" Nobody was chased for {left} more: somebody did so today already, or nobody holds the post."));
        return Back();
    }

    private protected override async Task<bool> ReadAsync(CancellationToken ct) => (Chosen = await chase.LookAsync(Tasks, ct)).Count > 0;

    public sealed record Form
    {
        public string? Sentence { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(f => f.Sentence).NotEmpty().WithMessage("Say in a sentence why you chase them")
            .MaximumLength(TaskChase.LongestSentence).WithMessage($"It must be {TaskChase.LongestSentence} characters or fewer");
    }
}
