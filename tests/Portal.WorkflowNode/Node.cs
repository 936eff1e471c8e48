using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Domain.Tasks;
using Portal.Web.Jobs;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Workflows;

namespace Portal.WorkflowNode;

/// <summary>Which of the matters this node starts cases for, so that two nodes do not both start one.</summary>
internal sealed record Share(int Node, int Nodes)
{
    public bool Has(Id<Matter> matter) => matter.Value.ToByteArray()[^1] % Nodes == Node;
}

/// <summary>
/// Does all that people, the clock and the background do for cases, many at once and in no order, until every matter is over. Says a line for
/// each thing done, so that whoever started it knows when to kill it. What goes wrong in a way that a person would not be told is said too.
/// </summary>
internal sealed class Node(NodePortal portal, Share share, int seed, CancellationTokenSource ended)
{
    private const int People = 4;

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    public async Task RunUntilAllHasEndedAsync()
    {
        var work = new List<Func<Task<int>>>
        {
            StartACaseAsync,
            () => portal.DoAsync(s => s.GetRequiredService<FireTimers>().RunAsync(ended.Token)),
            () => portal.DoAsync(s => s.GetRequiredService<JobRunner>().RunDueAsync(ended.Token)),
            SendMailsAsync,
        };
        work.AddRange(Enumerable.Range(0, People).Select(n => FinishATaskAsync(new Random(seed + n))));
        var loops = work.ConvertAll(LoopAsync);
        while (!await AllIsOverAsync())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }

        await ended.CancelAsync();
        await Task.WhenAll(loops);
    }

    /// <summary>Sends what is due, again and again, and does nothing else, until it is killed.</summary>
    public Task SendUntilKilledAsync() => LoopAsync(SendMailsAsync);

    private Task<int> SendMailsAsync() => portal.DoAsync(s => s.GetRequiredService<MailSender>().SendDueAsync(ended.Token));

    private Task<int> StartACaseAsync() => portal.DoAsync(async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        var waiting = await db.Matters.Where(m => m.State == MatterState.Open && !db.Set<WorkflowInstance>().Any(i => i.MatterId == m.Id)).ToListAsync();
        if (waiting.Find(m => share.Has(m.Id)) is not { } matter)
        {
            return 0;
        }

        await s.GetRequiredService<WorkflowRunner>().StartAsync(matter, matter.Kind, new JsonObject { ["Answer"] = matter.Details }, default);
        await db.SaveChangesAsync();
        return 1;
    });

    /// <summary>Somebody does one of the open tasks: whichever, and perhaps the same as somebody else at this moment.</summary>
    private Func<Task<int>> FinishATaskAsync(Random random) => () => portal.DoAsync(async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        var open = await db.Tasks.AsNoTracking().Where(t => t.State == TaskState.Open && t.Instructions != "").Select(t => new { t.Id, t.Instructions }).Take(100).ToListAsync();
        if (open.Count == 0)
        {
            return 0;
        }

        var task = open[random.Next(open.Count)];
        await s.GetRequiredService<CurrentPerson>().BecomeAsync(await db.People.OrderBy(p => p.Id).Select(p => p.Id).FirstAsync(), default);
        await s.GetRequiredService<TaskCompletion>().FinishAsync(task.Id, task.Instructions, null, default);
        return 1;
    });

    private Task<bool> AllIsOverAsync() => portal.DoAsync(async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        return !await db.Matters.AnyAsync(m => m.State == MatterState.Open)
            && !await db.Set<JobRequest>().AnyAsync(j => j.EndedAt == null)
            && !await db.Set<OutgoingEmail>().AnyAsync(m => m.State == EmailState.Queued);
    });

    /// <param name="act">Returns how much was done.</param>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong is said, and judged by whoever started this node.")]
    private async Task LoopAsync(Func<Task<int>> act)
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                var done = await act();
                for (var n = 0; n < done; n++)
                {
                    Say("did");
                }

                if (done == 0)
                {
                    await Task.Delay(_pause);
                }
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                return;
            }
            catch (Exception told) when (told is RuleBroken or DbUpdateConcurrencyException)
            {
                // Somebody else did it first; a person would read just that.
            }
            catch (Exception failure)
            {
                Say("! " + failure.ToString().ReplaceLineEndings(" | "));
            }
        }
    }

    private static void Say(string what) => Console.Out.WriteLine(what);
}
