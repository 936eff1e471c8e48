using Portal.BrowserTests.Infrastructure;

namespace Portal.BrowserTests.Journeys;

/// <summary>What people type into an answer.</summary>
internal static class Texts
{
    public static async Task FillInAsync(Journey writer, string know)
    {
        await writer.FillAsync("What do we know?", know);
        await writer.FillAsync("How do we know it?", "From the minutes of the audit group.");
        await writer.FillAsync("What difference has it made to children, young people and families?", "Help comes sooner.");
        await writer.FillAsync("What will we do next?", "The audit group repeats it in May.");
    }
}
