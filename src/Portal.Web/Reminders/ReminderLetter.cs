using System.Text;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Mail;
using Portal.Web.Time;
using Portal.Web.Words;

namespace Portal.Web.Reminders;

/// <summary>The words of a day's routine mail to one person: every task of theirs that is overdue, due today or due soon, what is late with others, and what is not set up, each with its link.</summary>
internal sealed class ReminderLetter
{
    /// <summary>How much of one kind a letter names; the others are behind a link.</summary>
    private const int MostOfAKind = 20;

    private readonly StringBuilder text = new();
    private readonly IReadOnlyDictionary<Id<Body>, BodyAtWork> bodies;
    private readonly PortalAddress portal;

    private ReminderLetter(IReadOnlyDictionary<Id<Body>, BodyAtWork> bodies, PortalAddress portal)
    {
        this.bodies = bodies;
        this.portal = portal;
    }

    public string Subject { get; private set; } = "";

    public string Text => text.ToString();

    public static ReminderLetter Of(RoutineMail mail, DateOnly day, IReadOnlyDictionary<Id<Body>, BodyAtWork> bodies, PortalAddress portal)
    {
        var letter = new ReminderLetter(bodies, portal);
        letter.Write(mail, day);
        return letter;
    }

    private void Write(RoutineMail mail, DateOnly day)
    {
        var inOrder = mail.Tasks.OrderBy(t => t.DueOn).ThenBy(t => t.Title, StringComparer.Ordinal).ThenBy(t => t.TaskId.Value).ToList();
        var overdue = inOrder.FindAll(t => t.DueOn < day);
        var today = inOrder.FindAll(t => t.DueOn == day);
        var soon = inOrder.FindAll(t => t.DueOn > day);
        var parts = new[]
        {
            (overdue.Count, "overdue"), (today.Count, "due today"), (soon.Count, "due soon"), (mail.Later.Count, "later"), (mail.Late.Count, "late with others"), (mail.Lacks.Count, "to set up"),
        };
        Subject = (mail.IsDigest ? "Your week: " : "Your tasks: ") + string.Join(", ", parts.Where(c => c.Item1 > 0).Select(c => $"{c.Item1} {c.Item2}"));
        text.Append("Dear ").Append(mail.To.Name).Append(",\n\n").Append(inOrder.Count + mail.Later.Count > 0
            ? "These tasks wait for you in the Self-Assessment Portal.\n" : "This waits to be seen to in the Self-Assessment Portal.\n");
        Tasks("Overdue", overdue, t => $"was due on {t.DueOn!.Value.Words()}, {RemindersInWords.Days(Days(t.RuledBy).Between(t.DueOn.Value, day))} ago");
        Tasks("Due today", today, t => $"due today, {t.DueOn!.Value.Words()}");
        Tasks("Due soon", soon, t => $"due on {t.DueOn!.Value.Words()}, in {RemindersInWords.Days(Days(t.RuledBy).Between(day, t.DueOn.Value))}");
        var later = mail.Later.OrderBy(t => t.DueOn ?? DateOnly.MaxValue).ThenBy(t => t.Title, StringComparer.Ordinal).ThenBy(t => t.TaskId.Value).ToList();
        Tasks("Later", later, t => t.DueOn is { } due ? $"due on {due.Words()}" : "without a due date");
        Late(mail.Late, day);
        Lacks(mail.Lacks);
        text.Append("\nEach link opens the page where the task is done; you may be asked to sign in first.\n").Append("You get one such mail a day at most. Choose how you get them:\n").Append(portal.Of("/messages/preferences")).Append('\n');
    }

    private void Tasks(string heading, List<DueTask> tasks, Func<DueTask, string> when)
    {
        Heading(heading, tasks.Count);
        foreach (var task in tasks.Take(MostOfAKind))
        {
            Item($"{MailText.OneLine(task.Title)} ({MailText.OneLine(task.BodyName)})", when(task), task.SubjectUrl);
        }

        More(tasks.Count, "/inbox");
    }

    private void Late(IReadOnlyList<Escalated> late, DateOnly day)
    {
        Heading("Late with others", late.Count);
        foreach (var task in late.Select(l => l.Task).OrderBy(t => t.DueOn).ThenBy(t => t.Title, StringComparer.Ordinal).ThenBy(t => t.TaskId.Value).Take(MostOfAKind))
        {
            Item(
                $"{MailText.OneLine(task.Title)} ({MailText.OneLine(bodies[task.BodyId].Name)})",
                $"waits for {MailText.OneLine(task.PostTitle)}; was due on {task.DueOn.Words()}, {RemindersInWords.Days(Days(task.BodyId).Between(task.DueOn, day))} ago",
                task.SubjectUrl);
        }

        More(late.Count, "/inbox/team?Due=Late");
    }

    private void Lacks(IReadOnlyList<Lack> lacks)
    {
        Heading("To set up", lacks.Count);
        foreach (var lack in lacks.OrderBy(l => bodies[l.BodyId].Name, StringComparer.Ordinal).ThenBy(l => l.Words, StringComparer.Ordinal).ThenBy(l => l.What, StringComparer.Ordinal).Take(MostOfAKind))
        {
            text.Append("\n- ").Append(MailText.OneLine(lack.Words)).Append(" (").Append(MailText.OneLine(bodies[lack.BodyId].Name)).Append(")\n  ").Append(portal.Of(lack.Path)).Append('\n');
        }

        More(lacks.Count, "/self-assessments");
    }

    private void More(int inAll, string path)
    {
        if (inAll > MostOfAKind)
        {
            text.Append("\n- and ").Append(inAll - MostOfAKind).Append(" more\n  ").Append(portal.Of(path)).Append('\n');
        }
    }

    private void Heading(string heading, int items)
    {
        if (items > 0)
        {
            text.Append('\n').Append(heading).Append('\n');
        }
    }

    private void Item(string title, string when, string path) =>
        text.Append("\n- ").Append(title).Append("\n  ").Append(when).Append("\n  ").Append(portal.Of(path)).Append('\n');

    private Domain.Reminders.WorkingDays Days(Id<Body> body) => bodies[body].Days;
}
