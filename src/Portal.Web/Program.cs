using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Web.Calendars;
using Portal.Web.CommandLine;
using Portal.Web.Documents.Printing;
using Portal.Web.Features;
using Portal.Web.Files;
using Portal.Web.FrontEnd;
using Portal.Web.Jobs;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Reading;
using Portal.Web.Reminders;
using Portal.Web.Searching;
using Portal.Web.Security;
using Portal.Web.Seeding;
using Portal.Web.Workflows;

var command = PortalCommand.Parse(args);
if (command is null)
{
    await Console.Error.WriteLineAsync($"“{args[0]}” is not a command. These are:\n{PortalCommand.Usage}");
    return 2;
}

if (await LoneCommands.RunAsync(command, CancellationToken.None) is { } exitCode)
{
    return exitCode;
}

var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = command.Serves ? [.. command.Arguments] : [],
    ContentRootPath = AppContext.BaseDirectory,
});
if (command.Name == "walkthrough")
{
    Walkthrough.Configure(builder);
}

builder.Services.TryAddSingleton(TimeProvider.System);
builder.AddPersistence().AddSecurity().AddFiles().AddReading().AddPrinting().AddSearching().AddJobs().AddMail().AddWorkflows().AddSeeding().AddReminders().AddFrontEnd().AddFeatures();
await using var app = builder.Build();
if (!command.Serves)
{
    return await app.RunCommandAsync(command, CancellationToken.None);
}

await app.PrepareAsync(CancellationToken.None);
app.UseFrontEnd();
app.UseSecurity();
app.MapFrontEnd();
app.MapFiles();
app.MapDeliveryReports().MapCalendars();
app.MapJobsDashboard();
app.MapHealth();
await app.RunAsync();
return 0;

/// <summary>The portal's one executable: web, worker and command line.</summary>
public sealed partial class Program;
