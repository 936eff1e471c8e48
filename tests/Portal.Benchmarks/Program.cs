using Portal.Benchmarks;
using Portal.Benchmarks.Audit;
using Portal.Benchmarks.Bundle;
using Portal.Benchmarks.Mail;
using Portal.Benchmarks.Overview;
using Portal.Benchmarks.Pack;
using Portal.Benchmarks.Reading;
using Portal.Benchmarks.Reminders;
using Portal.Benchmarks.SaveAnswer;
using Portal.Benchmarks.Search;
using Portal.Benchmarks.Slides;
using Portal.Benchmarks.Start;
using Portal.Benchmarks.Upload;
using Portal.Benchmarks.Workflow;
using Portal.Benchmarks.WriteArea;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

var (command, options) = (args.FirstOrDefault() ?? "", new Options([.. args.Skip(1)]));
return command switch
{
    "save-answer" when options.Has("--use-case") => await UseCaseLoad.RunAsync(options, stop.Token),
    "save-answer" => await SaveAnswerLoad.RunAsync(options, stop.Token),
    "statements" => await StatementCount.RunAsync(options, stop.Token),
    "write-area" => await WriteAreaLoad.RunAsync(options, stop.Token),
    "overview" => await OverviewCost.RunAsync(options, stop.Token),
    "bundle" => await BundleSpeed.RunAsync(options, stop.Token),
    "pack" => await PackSpeed.RunAsync(options, stop.Token),
    "presentation" => PresentationSpeed.Run(options),
    "upload" => await UploadSpeed.RunAsync(options, stop.Token),
    "extraction" => await ExtractionSpeed.RunAsync(options, stop.Token),
    "search" => await SearchSpeed.RunAsync(options, stop.Token),
    "audit" => await AuditedSaves.RunAsync(options, stop.Token),
    "mail" => await MailSpeed.RunAsync(options, stop.Token),
    "reminders-year" => await RemindersYear.RunAsync(options, stop.Token),
    "start" => await ColdStart.RunAsync(options, stop.Token),
    "walkthrough" => await WalkthroughRun.RunAsync(options, stop.Token),
    "workflow" => WorkflowSpeed.Run(options),
    "workflow-durable" => await DurableSpeed.RunAsync(options, stop.Token),
    DurableNode.Command => await DurableNode.RunAsync(options, stop.Token),
    FloorHost.Command => await FloorHost.RunAsync(options, stop.Token),
    AssemblyJob.Command => await AssemblyJob.RunAsync(options, stop.Token),
    _ => Options.PrintUsage(),
};
