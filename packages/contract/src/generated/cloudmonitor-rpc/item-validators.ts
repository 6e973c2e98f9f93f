// Generated from spec/ by `npm run generate`. Do not edit.
// @ts-nocheck

/**
 * Validates single items with precompiled validators, one for each kind of item.
 *
 * @example
 * ```js
 * import { item } from '@pushspec/contract/cloudmonitor-rpc/item-validators';
 *
 * console.log(Object.keys(item.kinds).join(', '));
 * ```
 * ```text
 * putCustomEvent, putEvent
 * ```
 */
import type { PrecompiledItem } from '../../explain/precompiled.ts';

const schema31 = {"type":"object","required":["EventName","Content"],"x-reason":{"type":"event-type","required":"name-missing"},"properties":{"EventName":{"type":"string","pattern":"\\S","x-reason":{"required":"name-missing","type":"name-type","pattern":"name-blank"}},"Content":{"type":"string","x-reason":{"required":"content-missing","type":"content-type"}},"GroupId":{"type":"string","pattern":"^[0-9]{1,18}$","x-reason":"group-id"},"Time":{"type":"string","pattern":"^([0-9]{13}|[0-9]{4}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]\\.[0-9]{3}[+-]([01][0-9]|2[0-3])[0-5][0-9])$","not":{"type":"string","anyOf":[{"pattern":"^[0-9]{4}(023[01]|(0[469]|11)31)T"},{"pattern":"^([0-9]{2}([02468][1235679]|[13579][01345789])|([02468][1235679]|[13579][01345789])00)0229T"}]},"x-reason":"time-format"}}};
const pattern4 = new RegExp("\\S", "u");
const pattern5 = new RegExp("^[0-9]{1,18}$", "u");
const pattern6 = new RegExp("^[0-9]{4}(023[01]|(0[469]|11)31)T", "u");
const pattern7 = new RegExp("^([0-9]{2}([02468][1235679]|[13579][01345789])|([02468][1235679]|[13579][01345789])00)0229T", "u");
const pattern8 = new RegExp("^([0-9]{13}|[0-9]{4}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]\\.[0-9]{3}[+-]([01][0-9]|2[0-3])[0-5][0-9])$", "u");

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.EventName === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "EventName"}});
errors++;
}
if(data.Content === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "Content"}});
errors++;
}
if(data.EventName !== undefined){
let data0 = data.EventName;
if(typeof data0 === "string"){
if(!pattern4.test(data0)){
(vErrors ??= []).push({instancePath:instancePath+"/EventName",schemaPath:"#/properties/EventName/pattern",keyword:"pattern"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/EventName",schemaPath:"#/properties/EventName/type",keyword:"type"});
errors++;
}
}
if(data.Content !== undefined){
if(typeof data.Content !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/Content",schemaPath:"#/properties/Content/type",keyword:"type"});
errors++;
}
}
if(data.GroupId !== undefined){
let data2 = data.GroupId;
if(typeof data2 === "string"){
if(!pattern5.test(data2)){
(vErrors ??= []).push({instancePath:instancePath+"/GroupId",schemaPath:"#/properties/GroupId/pattern",keyword:"pattern"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/GroupId",schemaPath:"#/properties/GroupId/type",keyword:"type"});
errors++;
}
}
if(data.Time !== undefined){
let data3 = data.Time;
const _errs9 = errors;
const _errs10 = errors;
if(typeof data3 !== "string"){
(vErrors ??= []).push({});
errors++;
}
const _errs12 = errors;
let valid2 = false;
const _errs13 = errors;
if(typeof data3 === "string"){
if(!pattern6.test(data3)){
(vErrors ??= []).push({});
errors++;
}
}
var _valid0 = _errs13 === errors;
valid2 = valid2 || _valid0;
const _errs14 = errors;
if(typeof data3 === "string"){
if(!pattern7.test(data3)){
(vErrors ??= []).push({});
errors++;
}
}
var _valid0 = _errs14 === errors;
valid2 = valid2 || _valid0;
if(!valid2){
(vErrors ??= []).push({});
errors++;
}
else {
errors = _errs12;
if(vErrors !== null){
if(_errs12){
vErrors.length = _errs12;
}
else {
vErrors = null;
}
}
}
var valid1 = _errs10 === errors;
if(valid1){
(vErrors ??= []).push({instancePath:instancePath+"/Time",schemaPath:"#/properties/Time/not",keyword:"not"});
errors++;
}
else {
errors = _errs9;
if(vErrors !== null){
if(_errs9){
vErrors.length = _errs9;
}
else {
vErrors = null;
}
}
}
if(typeof data3 === "string"){
if(!pattern8.test(data3)){
(vErrors ??= []).push({instancePath:instancePath+"/Time",schemaPath:"#/properties/Time/pattern",keyword:"pattern"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/Time",schemaPath:"#/properties/Time/type",keyword:"type"});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type"});
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}


const schema32 = {"allOf":[{"propertyNames":{"enum":["EventName","Content","GroupId","Time"],"x-reason":"unknown-field"},"x-reason":"unknown-field"},{"properties":{"Content":{"allOf":[{"not":{"const":""},"x-reason":"content-empty"}]}}}]};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
const _errs1 = errors;
if(!((((key0 === "EventName") || (key0 === "Content")) || (key0 === "GroupId")) || (key0 === "Time"))){
(vErrors ??= []).push({instancePath,schemaPath:"#/allOf/0/propertyNames/enum",keyword:"enum",propertyName:key0});
errors++;
}
var valid1 = _errs1 === errors;
if(!valid1){
(vErrors ??= []).push({instancePath,schemaPath:"#/allOf/0/propertyNames",keyword:"propertyNames",params:{propertyName: key0}});
errors++;
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.Content !== undefined){
const _errs5 = errors;
const _errs6 = errors;
if("" !== data.Content){
(vErrors ??= []).push({});
errors++;
}
var valid4 = _errs6 === errors;
if(valid4){
(vErrors ??= []).push({instancePath:instancePath+"/Content",schemaPath:"#/allOf/1/properties/Content/allOf/0/not",keyword:"not"});
errors++;
}
else {
errors = _errs5;
if(vErrors !== null){
if(_errs5){
vErrors.length = _errs5;
}
else {
vErrors = null;
}
}
}
}
}
validate21.errors = vErrors;
return errors === 0;
}


const schema33 = {"type":"object","required":["name","content"],"x-reason":{"type":"event-type","required":"name-missing"},"properties":{"name":{"type":"string","pattern":"\\S","x-reason":{"required":"name-missing","type":"name-type","pattern":"name-blank"}},"content":{"type":"string","x-reason":{"required":"content-missing","type":"content-type"}},"groupId":{"type":"string","pattern":"^[0-9]{1,18}$","x-reason":"group-id"},"time":{"type":"string","pattern":"^([0-9]{13}|[0-9]{4}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]\\.[0-9]{3}[+-]([01][0-9]|2[0-3])[0-5][0-9])$","not":{"type":"string","anyOf":[{"pattern":"^[0-9]{4}(023[01]|(0[469]|11)31)T"},{"pattern":"^([0-9]{2}([02468][1235679]|[13579][01345789])|([02468][1235679]|[13579][01345789])00)0229T"}]},"x-reason":"time-format"}}};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"}});
errors++;
}
if(data.content === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "content"}});
errors++;
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(!pattern4.test(data0)){
(vErrors ??= []).push({instancePath:instancePath+"/name",schemaPath:"#/properties/name/pattern",keyword:"pattern"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type"});
errors++;
}
}
if(data.content !== undefined){
if(typeof data.content !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/content",schemaPath:"#/properties/content/type",keyword:"type"});
errors++;
}
}
if(data.groupId !== undefined){
let data2 = data.groupId;
if(typeof data2 === "string"){
if(!pattern5.test(data2)){
(vErrors ??= []).push({instancePath:instancePath+"/groupId",schemaPath:"#/properties/groupId/pattern",keyword:"pattern"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/groupId",schemaPath:"#/properties/groupId/type",keyword:"type"});
errors++;
}
}
if(data.time !== undefined){
let data3 = data.time;
const _errs9 = errors;
const _errs10 = errors;
if(typeof data3 !== "string"){
(vErrors ??= []).push({});
errors++;
}
const _errs12 = errors;
let valid2 = false;
const _errs13 = errors;
if(typeof data3 === "string"){
if(!pattern6.test(data3)){
(vErrors ??= []).push({});
errors++;
}
}
var _valid0 = _errs13 === errors;
valid2 = valid2 || _valid0;
const _errs14 = errors;
if(typeof data3 === "string"){
if(!pattern7.test(data3)){
(vErrors ??= []).push({});
errors++;
}
}
var _valid0 = _errs14 === errors;
valid2 = valid2 || _valid0;
if(!valid2){
(vErrors ??= []).push({});
errors++;
}
else {
errors = _errs12;
if(vErrors !== null){
if(_errs12){
vErrors.length = _errs12;
}
else {
vErrors = null;
}
}
}
var valid1 = _errs10 === errors;
if(valid1){
(vErrors ??= []).push({instancePath:instancePath+"/time",schemaPath:"#/properties/time/not",keyword:"not"});
errors++;
}
else {
errors = _errs9;
if(vErrors !== null){
if(_errs9){
vErrors.length = _errs9;
}
else {
vErrors = null;
}
}
}
if(typeof data3 === "string"){
if(!pattern8.test(data3)){
(vErrors ??= []).push({instancePath:instancePath+"/time",schemaPath:"#/properties/time/pattern",keyword:"pattern"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/time",schemaPath:"#/properties/time/type",keyword:"type"});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type"});
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}


const schema34 = {"allOf":[{"propertyNames":{"enum":["name","content","groupId","time"],"x-reason":"unknown-field"},"x-reason":"unknown-field"},{"properties":{"content":{"allOf":[{"not":{"const":""},"x-reason":"content-empty"}]}}}]};

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
const _errs1 = errors;
if(!((((key0 === "name") || (key0 === "content")) || (key0 === "groupId")) || (key0 === "time"))){
(vErrors ??= []).push({instancePath,schemaPath:"#/allOf/0/propertyNames/enum",keyword:"enum",propertyName:key0});
errors++;
}
var valid1 = _errs1 === errors;
if(!valid1){
(vErrors ??= []).push({instancePath,schemaPath:"#/allOf/0/propertyNames",keyword:"propertyNames",params:{propertyName: key0}});
errors++;
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.content !== undefined){
const _errs5 = errors;
const _errs6 = errors;
if("" !== data.content){
(vErrors ??= []).push({});
errors++;
}
var valid4 = _errs6 === errors;
if(valid4){
(vErrors ??= []).push({instancePath:instancePath+"/content",schemaPath:"#/allOf/1/properties/content/allOf/0/not",keyword:"not"});
errors++;
}
else {
errors = _errs5;
if(vErrors !== null){
if(_errs5){
vErrors.length = _errs5;
}
else {
vErrors = null;
}
}
}
}
}
validate23.errors = vErrors;
return errors === 0;
}

export const item: PrecompiledItem<'putCustomEvent' | 'putEvent'> = {
  typeNames: {},
  otherReason: "bad-request",
  maxBytes: { limit: 512000, reason: "too-large" },
  maxDepth: { limit: 512, reason: "too-deep" },
  kinds: {
    putCustomEvent: { schema: schema31, check: validate20, advice: { schema: schema32, check: validate21 } },
    putEvent: { schema: schema33, check: validate22, advice: { schema: schema34, check: validate23 } },
  },
};
