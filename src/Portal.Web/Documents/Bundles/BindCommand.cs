using System.Collections.Concurrent;
using System.Text.Json;

namespace Portal.Web.Documents.Bundles;

/// <summary>The other half of <see cref="PdfWorker"/>: takes requests line by line and answers them line by line, until its input ends. Not for people.</summary>
public static class BindCommand
{
    public const string Name = "bind";

    /// <summary>Exit code where a file could not be read or written through no fault of what is in it.</summary>
    internal const int DiskFailed = 5;

    /// <summary>Room for documents whose parts lie deep in each other.</summary>
    private const int StackBytes = 64 * 1024 * 1024;

    /// <param name="arguments">Most pages of a document.</param>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        if (arguments is not [var text] || !int.TryParse(text, out var mostPages))
        {
            return 2;
        }

        using var requests = new BlockingCollection<string>();
        new Thread(() => Listen(requests)) { IsBackground = true }.Start();
        var exitCode = 0;
        var working = new Thread(() => exitCode = Work(requests, mostPages), StackBytes);
        working.Start();
        working.Join();
        return exitCode;
    }

    private static void Listen(BlockingCollection<string> requests)
    {
        while (Console.In.ReadLine() is { } line)
        {
            requests.Add(line);
        }

        Environment.Exit(0); // Whoever asked has ended or wants no more, also in the middle of a document.
    }

    private static int Work(BlockingCollection<string> requests, int mostPages)
    {
        foreach (var request in requests.GetConsumingEnumerable().Select(line => JsonSerializer.Deserialize<BindRequest>(line)!))
        {
            try
            {
                if (request.Count is { } path)
                {
                    var (pages, refusal) = PdfBinder.Count(path, mostPages);
                    Answer(new BindAnswer { Pages = pages, Refusal = refusal });
                    continue;
                }

                Answer(new BindAnswer { Faulty = PdfBinder.Bind(request.Bind!, part => Answer(new BindAnswer { Begins = part })) });
            }
            catch (Exception full) when (full is IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(full.Message);
                return DiskFailed;
            }
        }

        return 0;
    }

    private static void Answer(BindAnswer answer)
    {
        Console.Out.WriteLine(JsonSerializer.Serialize(answer));
        Console.Out.Flush();
    }
}

/// <summary>What is asked of <see cref="BindCommand"/>: one of the two.</summary>
/// <param name="Count">Path of a PDF whose pages are to be counted.</param>
/// <param name="Bind">What is to be bound.</param>
internal sealed record BindRequest(string? Count, BindingPlan? Bind);

/// <summary>What it answers.</summary>
internal sealed record BindAnswer
{
    /// <summary>Place of the part that is begun, or the number of parts when the whole is being closed; more answers follow.</summary>
    public int? Begins { get; init; }

    public int Pages { get; init; }

    public PdfRefusal? Refusal { get; init; }

    /// <summary>Numbers of the evidence that kept it from being bound; empty where it was.</summary>
    public IReadOnlyList<int>? Faulty { get; init; }
}
